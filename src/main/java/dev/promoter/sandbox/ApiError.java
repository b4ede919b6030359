package dev.promoter.sandbox;

/** Ends the handling of a request with an answer that is an error; carries no stack trace. */
final class ApiError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Answer answer;

  ApiError(Answer answer) {
    super(answer.body(), null, false, false);
    this.answer = answer;
  }

  /** A business error of DLRN: JSON with a message (contract dlrn.md section 2). */
  static ApiError message(int status, String message) {
    return new ApiError(Json.object(status, json -> json.writeStringField("message", message)));
  }

  /** An error of the framework below DLRN: HTML (contract dlrn.md section 2). */
  static ApiError page(int status) {
    return new ApiError(Pages.error(status));
  }

  Answer answer() {
    return answer;
  }
}
