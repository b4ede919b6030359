@NullMarked
package dev.promoter.remote.marks;

import org.jspecify.annotations.NullMarked;
