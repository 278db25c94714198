// SPDX-License-Identifier: Apache-2.0
package spiders.archive.viewing;

import spiders.archive.store.ServedInstance;

/** A frame, numbered from 1, that a presentation state shows. */
public record PresentedFrame(ServedInstance image, int frame) {}
