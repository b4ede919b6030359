package dev.promoter.cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A command that the daemon carries out while one is at work. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Inherited
@interface ByDaemon {
  /** Whether only administrators may order it. */
  boolean admin() default false;

  /** Whether it changes nothing that is stored. */
  boolean looks() default false;

  /** Whether it asks outside systems, which may take long. */
  boolean slow() default false;
}
