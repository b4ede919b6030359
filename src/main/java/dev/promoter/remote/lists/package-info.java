/** Lists of required suites that are kept on a server. */
@NullMarked
package dev.promoter.remote.lists;

import org.jspecify.annotations.NullMarked;
