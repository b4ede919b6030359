package dev.promoter.remote.dlrn;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.promoter.engine.RemoteException;
import dev.promoter.remote.http.Answer;
import dev.promoter.remote.http.Call;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Reads the JSON document of an answer, row by row and field by field: the votes on the candidates
 * of many releases are hundreds of megabytes, of which few fields are wanted.
 */
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

  /** Reads a value in the middle of a document. */
  static final ObjectReader PART =
      JSON.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private JsonAnswer() {}

  /** An answer that must be a list of objects, read one by one. */
  static <T> List<T> list(Call call, Answer answer, Function<JsonRow, T> reader) {
    return parsed(call, answer, json -> rows(call, answer, json, reader));
  }

  /** An answer that must be one object. */
  static JsonRow object(Call call, Answer answer) {
    return parsed(
        call,
        answer,
        json -> {
          if (json.nextToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            requireEnd(json);
            throw unusable(call, answer, "is not an object");
          }
          JsonRow row = new JsonRow(call, answer.status());
          row.read("the only row", json);
          requireEnd(json);
          return row;
        });
  }

  private static <T> List<T> rows(
      Call call, Answer answer, JsonParser json, Function<JsonRow, T> reader) throws IOException {
    if (json.nextToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      requireEnd(json);
      throw unusable(call, answer, "is not a list");
    }
    List<T> rows = new ArrayList<>();
    JsonRow row = new JsonRow(call, answer.status());
    while (json.nextToken() != JsonToken.END_ARRAY) {
      String place = "row " + (rows.size() + 1);
      if (json.currentToken() != JsonToken.START_OBJECT) {
        json.skipChildren();
        throw unusable(call, answer, "has in " + place + " something that is no object");
      }
      row.read(place, json);
      rows.add(reader.apply(row));
    }
    requireEnd(json);
    return rows;
  }

  /** Bytes that are no UTF-8 fail at first; they are read again with the marks for such bytes. */
  private static <T> T parsed(Call call, Answer answer, Reading<T> reading) {
    try (JsonParser json = JSON.createParser(answer.stream())) {
      return reading.of(json);
    } catch (IOException notUtf8) {
      return parsedText(call, answer, reading);
    }
  }

  private static <T> T parsedText(Call call, Answer answer, Reading<T> reading) {
    try (JsonParser json = JSON.createParser(answer.text())) {
      return reading.of(json);
    } catch (IOException notJson) {
      throw unusable(call, answer, "is no JSON document");
    }
  }

  private static void requireEnd(JsonParser json) throws IOException {
    if (json.currentToken() == null || json.nextToken() != null) {
      throw new JsonParseException(json, "not exactly one document");
    }
  }

  private static RemoteException unusable(Call call, Answer answer, String how) {
    return call.fault(
        "the answer " + how + ": " + call.excerpt(answer.text()), answer.status(), true);
  }

  /** Takes what it needs from a document; in bytes and, if that failed, once more in text. */
  private interface Reading<T> {
    T of(JsonParser json) throws IOException;
  }
}
