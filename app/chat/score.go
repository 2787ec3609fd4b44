package chat

import (
	"fmt"
	"strings"
)

// Score is a fixed-point value in 0..1 with four decimals, so that two
// processors never disagree about a threshold. The zero Score is "no score",
// which is not the same as a score of nought and is never shown as fine
// (G-TRIG-10).
type Score uint16

// ScoreOne is the score of 1.
const ScoreOne = Score(scoreUnit + 1)

const scoreUnit = 10_000

// ScoreOf returns the score of n ten-thousandths, clamped to 0..10,000.
func ScoreOf(n int) Score { return Score(min(max(n, 0), scoreUnit) + 1) }

// ScoreOfFloat returns f, clamped to 0..1 and cut (not rounded up) to four
// decimals, so that 0.69999 does not become 0.7. NaN is no score.
func ScoreOfFloat(f float64) Score {
	if f != f {
		return 0
	}
	// A decimal such as 0.7 is a little below itself in binary; the nudge is
	// far smaller than the fourth decimal.
	return ScoreOf(int(min(max(f, 0), 1)*scoreUnit + 1e-7))
}

// Known reports whether there is a score at all.
func (s Score) Known() bool { return s != 0 }

// TenThousandths returns 0..10,000; for no score it returns 0.
func (s Score) TenThousandths() int {
	if s == 0 {
		return 0
	}
	return int(s) - 1
}

// Float returns the score in 0..1; for no score it returns 0.
func (s Score) Float() float64 { return float64(s.TenThousandths()) / scoreUnit }

// String returns the score with two decimals, cut, or "no score".
func (s Score) String() string {
	if s == 0 {
		return "no score"
	}
	n := s.TenThousandths()
	return fmt.Sprintf("%d.%02d", n/scoreUnit, n%scoreUnit/100)
}

// Exact returns the score with as many decimals, two to four, as it takes not
// to mislead: 0.6999 must not look like 0.70.
func (s Score) Exact() string {
	n := s.TenThousandths()
	if s == 0 || n%100 == 0 {
		return s.String()
	}
	return strings.TrimSuffix(fmt.Sprintf("%d.%04d", n/scoreUnit, n%scoreUnit), "0")
}
