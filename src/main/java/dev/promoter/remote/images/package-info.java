/**
 * Disk images and Dockerfiles: the directory of a hash on an SFTP server or here, its checksums,
 * and the links beside it (contract dlrn.md section 10). Knows no other effect.
 */
@NullMarked
package dev.promoter.remote.images;

import org.jspecify.annotations.NullMarked;
