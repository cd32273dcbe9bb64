package meeting

// IDFormat is the format of Blizz's IDs: "m" and 6 to 12 digits. Blizz's clients show eight, as m12-345-678.
type IDFormat struct {
	// Prefix is the letter before the digits, in lower case.
	Prefix rune
	// SupportPrefix is the letter of the vendor's support sessions. They are no meetings.
	SupportPrefix rune
	// MinDigits and MaxDigits bound the number of digits.
	MinDigits, MaxDigits int
	// UsualDigits is the number of digits that the product's own clients show. That many digits are an ID without the
	// prefix too. If it is unclear where an ID ends, it ends after that many.
	UsualDigits int
}
