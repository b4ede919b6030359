@NullMarked
package dev.promoter.remote.jenkins;

import org.jspecify.annotations.NullMarked;
