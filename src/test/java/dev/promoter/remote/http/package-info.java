@NullMarked
package dev.promoter.remote.http;

import org.jspecify.annotations.NullMarked;
