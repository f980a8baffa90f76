use std::fmt;

/// A Swedish organisation number, `NNNNNN-NNNN`, whose check digit is right.
///
/// The form and the check digit (the Luhn sum of all ten digits is divisible by ten) follow Skatteverket's SKV 709;
/// the third digit is at least 2, which tells it from a person's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Orgnr([u8; 10]);

/// Why a text is not an organisation number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrgnrFault {
    /// It is not six digits, a hyphen and four digits.
    Form,
    /// The third digit is below 2, as in a person's number.
    Person,
    /// The check digit is wrong; the right one is told.
    Check(u8),
}

impl Orgnr {
    /// Reads `NNNNNN-NNNN`.
    pub fn parse(text: &str) -> Result<Orgnr, OrgnrFault> {
        let digits = digits(text).ok_or(OrgnrFault::Form)?;
        if digits[2] < 2 {
            return Err(OrgnrFault::Person);
        }
        match check_digit(&digits[..9]) {
            right if right == digits[9] => Ok(Orgnr(digits)),
            right => Err(OrgnrFault::Check(right)),
        }
    }
}

impl fmt::Display for Orgnr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, digit) in self.0.iter().enumerate() {
            let hyphen = if at == 6 { "-" } else { "" };
            write!(f, "{hyphen}{digit}")?;
        }
        Ok(())
    }
}

fn digits(text: &str) -> Option<[u8; 10]> {
    let (head, tail) = text.split_once('-')?;
    if head.len() != 6 || tail.len() != 4 {
        return None;
    }
    let mut digits = [0; 10];
    for (digit, byte) in digits.iter_mut().zip(head.bytes().chain(tail.bytes())) {
        *digit = byte.is_ascii_digit().then(|| byte - b'0')?;
    }
    Some(digits)
}

/// The digit that makes the Luhn sum right (ISO/IEC 7812-1, annex B).
fn check_digit(digits: &[u8]) -> u8 {
    let sum: u8 =
        digits.iter().rev().enumerate().map(|(at, digit)| if at % 2 == 0 { doubled(*digit) } else { *digit }).sum();
    (10 - sum % 10) % 10
}

fn doubled(digit: u8) -> u8 {
    let twice = digit * 2;
    if twice > 9 { twice - 9 } else { twice }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_numbers_are_right_and_their_neighbours_wrong() {
        for text in ["802428-2785", "212000-2395", "212000-0142"] {
            assert_eq!(Orgnr::parse(text).map(|n| n.to_string()).as_deref(), Ok(text));
        }
        assert_eq!(Orgnr::parse("802428-2786"), Err(OrgnrFault::Check(5)));
        assert_eq!(Orgnr::parse("8024282785"), Err(OrgnrFault::Form));
        assert_eq!(Orgnr::parse("801228-2785"), Err(OrgnrFault::Person));
        assert_eq!(Orgnr::parse("80242å-278"), Err(OrgnrFault::Form));
    }
}
