/**
 * Stand-ins of the outside systems on the loopback address, for {@code promoter sandbox} and for
 * tests. Nothing in the daemon's own path uses them, and they use nothing of the product.
 */
package dev.promoter.sandbox;
