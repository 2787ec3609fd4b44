// Package cover says who answers for the floor now, and why (G-COV-01 to -04, D-12).
package cover
