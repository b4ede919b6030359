/** Chat rooms: hands notices of the outbox to incoming webhooks that take {@code {"text": ...}}. */
@NullMarked
package dev.promoter.remote.webhook;

import org.jspecify.annotations.NullMarked;
