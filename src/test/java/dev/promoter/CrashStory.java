package dev.promoter;

import dev.promoter.sandbox.DlrnBuilder;
import dev.promoter.sandbox.Story;
import java.util.List;

/** What a round has to do while it is killed. */
enum CrashStory {
  /** One build goes to two targets, one after the other; another build stands at each of them. */
  CHAIN_OF_TWO_TARGETS,

  /** An aggregate of three components takes the place of another one. */
  AGGREGATE;

  /** The release, whose file is shipped as an example. */
  String release() {
    return switch (this) {
      case CHAIN_OF_TWO_TARGETS -> "CentOS-9/master";
      case AGGREGATE -> "CentOS-9/integration";
    };
  }

  /** The links that move. */
  List<String> targets() {
    return switch (this) {
      case CHAIN_OF_TWO_TARGETS -> List.of("current-tripleo", "current-tripleo-rdo");
      case AGGREGATE -> List.of("current-tripleo");
    };
  }

  DlrnBuilder builder(Story story) {
    return switch (this) {
      case CHAIN_OF_TWO_TARGETS -> story.master();
      case AGGREGATE -> story.integration();
    };
  }

  /** The full hash of what is promoted. */
  String candidate(Story story) {
    return switch (this) {
      case CHAIN_OF_TWO_TARGETS -> story.masterCandidate().fullHash();
      case AGGREGATE -> story.integrationCandidate();
    };
  }
}
