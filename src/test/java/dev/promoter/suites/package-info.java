@NullMarked
package dev.promoter.suites;

import org.jspecify.annotations.NullMarked;
