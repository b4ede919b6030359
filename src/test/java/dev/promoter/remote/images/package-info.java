@NullMarked
package dev.promoter.remote.images;

import org.jspecify.annotations.NullMarked;
