@NullMarked
package dev.promoter.rules;

import org.jspecify.annotations.NullMarked;
