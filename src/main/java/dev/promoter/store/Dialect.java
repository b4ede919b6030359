package dev.promoter.store;

/** Where the SQL of the two databases differs. */
enum Dialect {
  H2 {
    @Override
    String next(String sequence) {
      return "select next value for " + sequence;
    }
  },
  POSTGRESQL {
    @Override
    String next(String sequence) {
      return "select nextval('" + sequence + "')";
    }
  };

  /** Draws the next number of a sequence. */
  abstract String next(String sequence);
}
