package dev.promoter.store;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/** Tells the pool the codes H2 gives to connections whose server is gone. */
final class EvictLost implements SQLExceptionOverride {
  // the interface has a nested type of the name of the annotation
  @java.lang.Override
  public SQLExceptionOverride.Override adjudicate(SQLException e) {
    return Faults.lostConnection(e)
        ? SQLExceptionOverride.Override.MUST_EVICT
        : SQLExceptionOverride.Override.CONTINUE_EVICT;
  }
}
