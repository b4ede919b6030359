package dev.promoter.sandbox;

import java.util.function.Function;

/**
 * A hook into every request of a {@link DlrnServer}, for faults at chosen places. It is called on
 * the thread of the request, by several threads at a time.
 */
public interface Interceptor {
  /** Lets everything pass. */
  Interceptor NONE = new Interceptor() {};

  /** Called before the request has had any effect. */
  default Intervention before(Request request) {
    return Intervention.PASS;
  }

  /** Called when the effect has happened and the answer is ready but not sent. */
  default Intervention after(Request request, Answer answer) {
    return Intervention.PASS;
  }

  /** A hook that looks at requests before their effect only. */
  static Interceptor beforeEffect(Function<Request, Intervention> hook) {
    return new Interceptor() {
      @Override
      public Intervention before(Request request) {
        return hook.apply(request);
      }
    };
  }

  /** A hook that looks at requests after their effect only. */
  static Interceptor afterEffect(Function<Request, Intervention> hook) {
    return new Interceptor() {
      @Override
      public Intervention after(Request request, Answer answer) {
        return hook.apply(request);
      }
    };
  }
}
