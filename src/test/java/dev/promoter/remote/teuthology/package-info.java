@NullMarked
package dev.promoter.remote.teuthology;

import org.jspecify.annotations.NullMarked;
