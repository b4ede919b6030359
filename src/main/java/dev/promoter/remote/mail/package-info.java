/** Mail: hands letters of the outbox to an SMTP server. */
@NullMarked
package dev.promoter.remote.mail;

import org.jspecify.annotations.NullMarked;
