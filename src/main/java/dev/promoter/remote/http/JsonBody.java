package dev.promoter.remote.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.promoter.engine.RemoteException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Reads the JSON document of an answer that says that it is one. */
public final class JsonBody {
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder().recyclerPool(JsonRecyclerPools.sharedBoundedPool()).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonBody() {}

  /**
   * An answer that must be a list of objects, read one by one.
   *
   * @throws RemoteException when it is anything else, or a needed field is none
   */
  public static <T> List<T> list(Call call, Answer answer, Function<JsonFields, T> reader) {
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
      rows.add(reader.apply(new JsonFields(call, answer.status(), place, row)));
    }
    return rows;
  }

  /**
   * An answer that must be one object.
   *
   * @throws RemoteException when it is anything else
   */
  public static JsonFields object(Call call, Answer answer) {
    JsonNode document = document(call, answer);
    if (!document.isObject()) {
      throw unusable(call, answer, "is not an object");
    }
    return new JsonFields(call, answer.status(), "the document", document);
  }

  private static JsonNode document(Call call, Answer answer) {
    String type = answer.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    if (type.startsWith("text/html")) {
      throw unusable(call, answer, "is a page for people and no JSON document");
    }
    try {
      return JSON.readTree(answer.stream());
    } catch (IOException notJson) {
      throw unusable(call, answer, "is no JSON document");
    }
  }

  private static RemoteException unusable(Call call, Answer answer, String how) {
    String option =
        call.terms()
            .base()
            .map(base -> "; does " + base.option() + " name the right server?")
            .orElse("");
    return call.fault(
        "the answer " + how + ": " + call.excerpt(answer.text()) + option, answer.status(), true);
  }
}
