@NullMarked
package dev.promoter.remote.program;

import org.jspecify.annotations.NullMarked;
