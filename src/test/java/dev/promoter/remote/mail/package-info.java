@NullMarked
package dev.promoter.remote.mail;

import org.jspecify.annotations.NullMarked;
