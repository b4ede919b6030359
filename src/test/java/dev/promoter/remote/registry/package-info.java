@NullMarked
package dev.promoter.remote.registry;

import org.jspecify.annotations.NullMarked;
