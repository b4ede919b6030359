package dev.promoter.config;

import dev.promoter.freezes.FreezePlan;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A kind of section that exists once per name, such as {@code [image_server NAME]}. It may stand in
 * promoter.ini for all releases and in a release file for that release; there it replaces the whole
 * section of the same name.
 *
 * @param name its first word
 * @param keys its options; none when operators choose their names: {@link BuildParameters}
 * @param faults what is wrong with options that are right one by one: option to sentence
 */
record SectionKind(String name, List<Key> keys, Function<Layer, Map<String, String>> faults) {
  /** All kinds there are. */
  static final List<SectionKind> ALL =
      List.of(
          new SectionKind(ImageServerKeys.KIND, ImageServerKeys.ALL, ImageServerKeys::faults),
          new SectionKind(RegistryKeys.KIND, RegistryKeys.ALL, RegistryKeys::faults),
          ApprovalKeys.PANEL,
          ApprovalKeys.MEMBERS,
          new SectionKind(FreezePlan.KIND, FreezeKeys.ALL, FreezeKeys::faults),
          new SectionKind(BuildParameters.KIND, List.of(), layer -> Map.of()));

  static final List<String> NAMES = ALL.stream().map(SectionKind::name).toList();

  SectionKind {
    keys = List.copyOf(keys);
  }

  /** Whether operators choose the names of its options. */
  boolean open() {
    return keys.isEmpty();
  }

  /** How operators write its header. */
  String form() {
    return "[" + name + " NAME]";
  }
}
