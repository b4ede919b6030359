package dev.promoter.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CalmThreadsTest {
  @Test
  void who_interrupts_a_thread_of_the_scheduler_does_not_reach_what_it_writes() throws Exception {
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    CompletableFuture<Boolean> undisturbed = new CompletableFuture<>();
    Thread writer =
        new Thread(
            () -> {
              writing.countDown();
              try {
                interrupted.await();
                undisturbed.complete(!Thread.currentThread().isInterrupted());
              } catch (InterruptedException e) {
                undisturbed.complete(false);
              }
            },
            "writer");
    CalmThreads threads = new CalmThreads();
    threads.initialize();

    threads.execute(writer);
    writing.await();
    writer.interrupt();
    interrupted.countDown();

    assertThat(undisturbed.get(30, TimeUnit.SECONDS)).isTrue();
  }
}
