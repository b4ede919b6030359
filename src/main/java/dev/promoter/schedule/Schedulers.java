package dev.promoter.schedule;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;
import javax.sql.DataSource;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.impl.jdbcjobstore.StdJDBCDelegate;
import org.quartz.simpl.SimpleThreadPool;
import org.quartz.utils.DBConnectionManager;

/** Makes a Quartz scheduler that keeps its triggers in our database. */
final class Schedulers {
  /** Part of the key of every row: it must never change. */
  private static final String NAME = "promoter";

  private Schedulers() {}

  /**
   * A scheduler that was not started.
   *
   * @param provider names its connections and its threads, see {@link CalmThreads#await}
   * @param clustered whether several processes share the triggers; otherwise the instance has a
   *     fixed name, by which it finds after a crash what it had begun
   */
  static Scheduler create(String provider, DataSource dataSource, boolean clustered)
      throws SQLException, SchedulerException {
    DBConnectionManager.getInstance()
        .addConnectionProvider(provider, new PooledConnections(dataSource));
    Properties properties = properties(provider, isPostgres(dataSource), clustered);
    synchronized (SchedulerRepository.getInstance()) {
      // one process may have several daemons, as the tests do; Quartz would return the first one
      SchedulerRepository.getInstance().remove(NAME);
      Scheduler scheduler = new StdSchedulerFactory(properties).getScheduler();
      SchedulerRepository.getInstance().remove(NAME);
      return scheduler;
    }
  }

  /** A name that no other scheduler of this process has. */
  static String freshProvider() {
    return NAME + "-" + UUID.randomUUID();
  }

  private static Properties properties(String provider, boolean postgres, boolean clustered) {
    Properties all = new Properties();
    String scheduler = "org.quartz.scheduler.";
    all.setProperty(scheduler + "instanceName", NAME);
    // not AUTO: that asks for the address of the host by its name, which not every host can tell
    all.setProperty(scheduler + "instanceId", clustered ? provider : NAME);
    all.setProperty(scheduler + "skipUpdateCheck", "true");
    all.setProperty(scheduler + "makeSchedulerThreadDaemon", "true");
    all.setProperty(scheduler + "dbFailureRetryInterval", "2000");
    String calm = "org.quartz.threadExecutor.";
    all.setProperty(calm + "class", CalmThreads.class.getName());
    all.setProperty(calm + "owner", provider);
    String threads = "org.quartz.threadPool.";
    all.setProperty(threads + "class", SimpleThreadPool.class.getName());
    all.setProperty(threads + "threadCount", "2");
    all.setProperty(threads + "makeThreadsDaemons", "true");
    String store = "org.quartz.jobStore.";
    all.setProperty(store + "class", JobStoreTX.class.getName());
    all.setProperty(store + "dataSource", provider);
    all.setProperty(
        store + "driverDelegateClass",
        (postgres ? PostgreSQLDelegate.class : StdJDBCDelegate.class).getName());
    all.setProperty(store + "useProperties", "true");
    all.setProperty(store + "tablePrefix", "qrtz_");
    all.setProperty(store + "misfireThreshold", "5000");
    all.setProperty(store + "isClustered", Boolean.toString(clustered));
    all.setProperty(store + "clusterCheckinInterval", "2000");
    all.setProperty(store + "makeThreadsDaemons", "true");
    return all;
  }

  private static boolean isPostgres(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return connection
          .getMetaData()
          .getDatabaseProductName()
          .toLowerCase(Locale.ROOT)
          .contains("postgres");
    }
  }
}
