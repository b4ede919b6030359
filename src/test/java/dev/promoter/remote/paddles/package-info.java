@NullMarked
package dev.promoter.remote.paddles;

import org.jspecify.annotations.NullMarked;
