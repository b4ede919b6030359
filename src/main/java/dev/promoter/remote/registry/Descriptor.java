package dev.promoter.remote.registry;

/**
 * What a manifest says about something it needs.
 *
 * @param digest its name
 * @param size its size in bytes
 * @param type its media type as written
 * @param foreign whether it is fetched from elsewhere and may not be distributed: such a layer is
 *     not in the registry and is not copied
 */
record Descriptor(Digest digest, long size, String type, boolean foreign) {
  Descriptor {
    if (size < 0) {
      throw new IllegalArgumentException("the size of " + digest + " is negative");
    }
  }
}
