@NullMarked
package dev.promoter.remote.dlrn;

import org.jspecify.annotations.NullMarked;
