package dev.promoter.web;

/** What one listener is told, piece by piece, in the form of server-sent events. */
interface Broadcast {
  /** What there is to be told by now; empty when there is nothing. Asked by one thread. */
  String more();

  /** What shows that we are still there, and where the listener may go on later. */
  String sign();

  /** The last that it is told, with the reason. */
  String end(String reason);
}
