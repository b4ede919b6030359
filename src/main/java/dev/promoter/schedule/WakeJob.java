package dev.promoter.schedule;

import dev.promoter.domain.ReleaseName;
import java.util.function.Consumer;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/** Says the name of its release, and nothing else: a round takes longer than a job may. */
@DisallowConcurrentExecution
final class WakeJob implements Job {
  static final String RELEASE = "release";

  private final Consumer<ReleaseName> wake;

  WakeJob(Consumer<ReleaseName> wake) {
    this.wake = wake;
  }

  @Override
  public void execute(JobExecutionContext context) {
    wake.accept(new ReleaseName(context.getMergedJobDataMap().getString(RELEASE)));
  }
}
