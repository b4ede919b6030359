package dev.promoter.remote.images;

import java.nio.file.Path;
import java.util.Map;

class LocalImagesTest extends ImagesContract {
  @Override
  Map<String, String> section(Path root) {
    return Map.of("root", root.toString());
  }
}
