@NullMarked
package dev.promoter.remote.shaman;

import org.jspecify.annotations.NullMarked;
