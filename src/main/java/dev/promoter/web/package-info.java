/**
 * The web server: who may ask what, and the API. Knows HTTP and the documents; what it is asked to
 * do it hands to a {@link dev.promoter.web.Desk}.
 */
@NullMarked
package dev.promoter.web;

import org.jspecify.annotations.NullMarked;
