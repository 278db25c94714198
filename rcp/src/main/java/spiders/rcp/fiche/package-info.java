// SPDX-License-Identifier: Apache-2.0
/** What a tumour board decides of a case: the fiche RCP, its versions and its documents. */
@NullMarked
package spiders.rcp.fiche;

import org.jspecify.annotations.NullMarked;
