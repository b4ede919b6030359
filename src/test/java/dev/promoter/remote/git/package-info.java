@NullMarked
package dev.promoter.remote.git;

import org.jspecify.annotations.NullMarked;
