package dev.promoter.remote.dlrn;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.promoter.engine.RemoteException;
import dev.promoter.remote.http.Answer;
import dev.promoter.remote.http.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads the JSON document of an answer. */
final class JsonAnswer {
  /**
   * Buffers are lent from one small pool. Kept per thread, as is the default, those of all the
   * threads that wait for answers would fill a good part of the heap.
   */
  static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder().recyclerPool(JsonRecyclerPools.sharedBoundedPool()).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonAnswer() {}

  /** An answer that must be a list of objects, read one by one. */
  static <T> List<T> list(Call call, Answer answer, Function<JsonRow, T> reader) {
    JsonNode document = document(call, answer);
    if (!document.isArray()) {
      throw unusable(call, answer, "is not a list");
    }
    List<T> rows = new ArrayList<>(document.size());
    for (JsonNode row : document) {
      String place = "row " + (rows.size() + 1);
      if (!row.isObject()) {
        throw unusable(call, answer, "has in " + place + " something that is no object");
      }
      rows.add(reader.apply(new JsonRow(call, answer.status(), place, row)));
    }
    return rows;
  }

  /** An answer that must be one object. */
  static JsonRow object(Call call, Answer answer) {
    JsonNode document = document(call, answer);
    if (!document.isObject()) {
      throw unusable(call, answer, "is not an object");
    }
    return new JsonRow(call, answer.status(), "the only row", document);
  }

  private static JsonNode document(Call call, Answer answer) {
    try {
      return JSON.readTree(answer.text());
    } catch (JsonProcessingException notJson) {
      throw unusable(call, answer, "is no JSON document");
    }
  }

  private static RemoteException unusable(Call call, Answer answer, String how) {
    return call.fault(
        "the answer " + how + ": " + call.excerpt(answer.text()), answer.status(), true);
  }
}
