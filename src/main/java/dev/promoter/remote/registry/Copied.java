package dev.promoter.remote.registry;

/**
 * What a copy took.
 *
 * @param digest of the image, the same at both ends
 * @param blobs how many blobs were read and sent
 * @param bytes how many bytes those are
 * @param mounted how many blobs were taken from another repository of the target registry
 * @param put how many manifests were put; 0 when the tag stood for the image already
 */
public record Copied(Digest digest, int blobs, long bytes, int mounted, int put) {}
