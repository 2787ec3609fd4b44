// Package checklist computes what a day and a shift still lack (G-CHK-D1 to -D7,
// G-CHK-E1 to -E4, G-END-01, G-END-02, G-OPS-04). Nothing in it is ticked by hand.
package checklist
