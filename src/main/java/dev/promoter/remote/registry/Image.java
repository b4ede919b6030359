package dev.promoter.remote.registry;

/**
 * An image and the registry it is in.
 *
 * @param registry the registry
 * @param name its name there
 */
public record Image(Registry registry, ImageName name) {
  @Override
  public String toString() {
    return registry.shown(name);
  }
}
