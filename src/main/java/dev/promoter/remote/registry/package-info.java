/**
 * Container registries (OCI distribution): what a tag stands for, copies without a local engine,
 * and tags moved in one tight phase. Every digest is computed here and never taken on trust.
 */
@NullMarked
package dev.promoter.remote.registry;

import org.jspecify.annotations.NullMarked;
