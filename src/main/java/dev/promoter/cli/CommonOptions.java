package dev.promoter.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.event.Level;

/**
 * What every command takes, and how it wants to log.
 *
 * @param config the configuration directory; empty for the one of the installation
 * @param state the state directory; empty for the configured one
 * @param rules the directory of the rules; empty for the one of the installation
 * @param logLevel from {@code --log-level}, else from the environment variable {@code LOG_LEVEL}
 *     (contract dlrn.md section 8), else INFO
 * @param logToConsole whether every log line goes to standard error too; otherwise only warnings
 *     and errors do
 * @param logToFiles whether the command does something that belongs into the log files; commands
 *     that only look leave them alone
 */
public record CommonOptions(
    Optional<Path> config,
    Optional<Path> state,
    Optional<Path> rules,
    Level logLevel,
    boolean logToConsole,
    boolean logToFiles) {}
