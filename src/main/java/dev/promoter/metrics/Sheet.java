package dev.promoter.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The figures that are written anew at each reading: what was not written since the last one, as
 * the series of a release whose file is gone, is taken off. Used by one thread at a time.
 */
final class Sheet {
  private final MeterRegistry registry;
  private final Map<Series, Written> written = new HashMap<>();

  Sheet(MeterRegistry registry) {
    this.registry = registry;
  }

  private record Series(Metric metric, List<String> labels) {}

  private static final class Written {
    private final AtomicLong bits;
    private final Meter meter;
    private boolean fresh;

    Written(AtomicLong bits, Meter meter) {
      this.bits = bits;
      this.meter = meter;
    }
  }

  /** Writes one figure; the labels in the order of the metric. */
  void write(Metric metric, double value, String... labels) {
    Written one = written.computeIfAbsent(new Series(metric, List.of(labels)), this::register);
    one.bits.set(Double.doubleToLongBits(value));
    one.fresh = true;
  }

  void write(Metric metric, long value, String... labels) {
    write(metric, (double) value, labels);
  }

  void write(Metric metric, boolean value, String... labels) {
    write(metric, value ? 1L : 0L, labels);
  }

  /** Takes off what was not written since this was last called. */
  void turn() {
    for (Map.Entry<Series, Written> entry : List.copyOf(written.entrySet())) {
      if (!entry.getValue().fresh) {
        registry.remove(entry.getValue().meter);
        written.remove(entry.getKey());
      }
      entry.getValue().fresh = false;
    }
  }

  private Written register(Series series) {
    AtomicLong bits = new AtomicLong();
    Metric metric = series.metric();
    List<Tag> tags = tags(metric, series.labels());
    Meter meter =
        metric.kind() == Metric.Kind.COUNTER
            ? FunctionCounter.builder(metric.plain(), bits, Sheet::value)
                .description(metric.meaning())
                .tags(tags)
                .register(registry)
            : Gauge.builder(metric.plain(), bits, Sheet::value)
                .description(metric.meaning())
                .tags(tags)
                .strongReference(true)
                .register(registry);
    return new Written(bits, meter);
  }

  private static double value(AtomicLong bits) {
    return Double.longBitsToDouble(bits.get());
  }

  /** The values of a metric's labels by their names. */
  static List<Tag> tags(Metric metric, List<String> values) {
    List<Tag> tags = new ArrayList<>();
    for (int i = 0; i < metric.labels().size(); i++) {
      tags.add(Tag.of(metric.labels().get(i), values.get(i)));
    }
    return tags;
  }
}
