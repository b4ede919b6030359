@NullMarked
package dev.promoter.insight;

import org.jspecify.annotations.NullMarked;
