package dev.promoter.sandbox;

import java.util.ArrayList;
import java.util.List;

/** The requests a server has received, in the order of their arrival. */
final class RequestLog {
  private final List<Request> requests = new ArrayList<>();

  synchronized void add(Request request) {
    requests.add(request);
  }

  synchronized List<Request> all() {
    return List.copyOf(requests);
  }

  synchronized int count() {
    return requests.size();
  }

  synchronized void clear() {
    requests.clear();
  }
}
