package dev.promoter.remote.webhook;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A chat room.
 *
 * @param name how letters and messages call it
 * @param secret the name of the secret that holds its address: whoever knows that can write there
 * @param caBundle authorities to trust besides those of Java
 */
public record Room(String name, String secret, Optional<Path> caBundle) {}
