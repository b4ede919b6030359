@NullMarked
package dev.promoter.remote.containers;

import org.jspecify.annotations.NullMarked;
