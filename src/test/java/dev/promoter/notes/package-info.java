@NullMarked
package dev.promoter.notes;

import org.jspecify.annotations.NullMarked;
