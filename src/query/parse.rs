use super::filter::{Filter, Op};
use super::lex::{Lexer, Token};
use super::place::{Place, Said, fault};
use crate::say;
use crate::say::{Failure, Result, Words, quote};
use crate::value::fold;

/// How deep parentheses and negations may stand in each other.
const DEEPEST: usize = 100;

/// How many conditions one expression may have.
const MOST: usize = 500;

impl Filter {
    /// Reads an expression. An empty one asks for everything.
    pub fn parse(expression: &str) -> Result<Filter> {
        let mut parser = Parser { lexer: Lexer::new(expression), next: Token::End, place: None, depth: 0, count: 0 };
        parser.advance()?;
        let filter = parser.any()?;
        match parser.next {
            Token::End => Ok(filter),
            _ => Err(parser.fault(Words::new(
                "Parentesen avslutar något som aldrig börjar.",
                "The parenthesis closes what was never opened.",
            ))),
        }
    }
}

/// Reads by one token of foresight: `any` of `all` of `not` of `single`.
struct Parser {
    lexer: Lexer,
    next: Token,
    place: Option<Place>,
    depth: usize,
    count: usize,
}

/// The words that join and turn conditions.
#[derive(Clone, Copy, PartialEq)]
enum Keyword {
    And,
    Or,
    Not,
}

fn keyword(token: &Token) -> Option<Keyword> {
    match token {
        Token::Text(said) => keyword_of(&said.text),
        _ => None,
    }
}

fn keyword_of(text: &str) -> Option<Keyword> {
    match fold(text).as_str() {
        "och" | "and" => Some(Keyword::And),
        "eller" | "or" => Some(Keyword::Or),
        "ej" | "not" => Some(Keyword::Not),
        _ => None,
    }
}

impl Parser {
    fn advance(&mut self) -> Result<Token> {
        self.place = Some(self.lexer.place());
        let next = self.lexer.next()?;
        Ok(std::mem::replace(&mut self.next, next))
    }

    fn any(&mut self) -> Result<Filter> {
        let mut parts = vec![self.all()?];
        while keyword(&self.next) == Some(Keyword::Or) {
            let or = self.advance()?;
            self.needs_more(&or)?;
            parts.push(self.all()?);
        }
        Ok(Filter::any(parts))
    }

    fn all(&mut self) -> Result<Filter> {
        let mut parts = Vec::new();
        loop {
            match (&self.next, keyword(&self.next)) {
                (Token::End | Token::Close, _) => break,
                (_, Some(word @ (Keyword::And | Keyword::Or))) if parts.is_empty() => {
                    return Err(self.nothing_before(word));
                }
                (_, Some(Keyword::Or)) => break,
                (_, Some(Keyword::And)) => {
                    let and = self.advance()?;
                    self.needs_more(&and)?;
                }
                _ => parts.push(self.not()?),
            }
        }
        Ok(Filter::all(parts))
    }

    fn not(&mut self) -> Result<Filter> {
        if self.next != Token::Minus && keyword(&self.next) != Some(Keyword::Not) {
            return self.single();
        }
        let not = self.advance()?;
        self.needs_more(&not)?;
        self.deeper(|parser| Ok(Filter::Not(Box::new(parser.not()?))))
    }

    fn single(&mut self) -> Result<Filter> {
        self.count += 1;
        if self.count > MOST {
            return Err(
                self.fault(say!("Frågan har fler än {MOST} villkor.", "The query has more than {MOST} conditions."))
            );
        }
        match &self.next {
            Token::Open => self.group(),
            Token::Op(op) => {
                let sign = op.sign();
                Err(self.fault(say!("Det saknas ett fält före {sign}", "There is no field before {sign}")))
            }
            _ => self.clause(),
        }
    }

    fn group(&mut self) -> Result<Filter> {
        let opening = self.place.clone();
        self.advance()?;
        let inside = self.deeper(Parser::any)?;
        if self.next != Token::Close {
            self.place = opening;
            return Err(self.fault(Words::new("Parentesen stängs aldrig.", "The parenthesis is never closed.")));
        }
        self.advance()?;
        Ok(inside)
    }

    /// A word, a phrase, or a field with a sign and a value.
    fn clause(&mut self) -> Result<Filter> {
        let token = std::mem::replace(&mut self.next, Token::End);
        self.place = Some(self.lexer.place());
        let after = self.lexer.next()?;
        let (said, is_word) = match token {
            Token::Text(said) => (said, true),
            Token::Quoted(said) => (said, false),
            Token::Open | Token::Close | Token::Minus | Token::Op(_) | Token::End => {
                unreachable!("the callers look before they come here")
            }
        };
        match after {
            Token::Op(op) => {
                let value = self.lexer.value()?.ok_or_else(|| no_value(&said, op.sign()))?;
                self.advance()?;
                Ok(match presence(&said.text).filter(|_| is_word && op == Op::Is) {
                    Some(make) => make(value),
                    None => Filter::Field(said, op, value),
                })
            }
            after => {
                self.next = after;
                Ok(match is_word {
                    true => Filter::Word(said),
                    false if said.text.trim().is_empty() => Filter::everything(),
                    false => Filter::Phrase(said),
                })
            }
        }
    }

    fn deeper(&mut self, read: impl FnOnce(&mut Parser) -> Result<Filter>) -> Result<Filter> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.fault(say!(
                "Parenteser och nekanden står mer än {DEEPEST} djupt i varandra.",
                "Parentheses and negations stand more than {DEEPEST} deep in each other."
            )));
        }
        let filter = read(self);
        self.depth -= 1;
        filter
    }

    /// Refuses an expression that ends right after a word that joins or turns.
    fn needs_more(&self, before: &Token) -> Result<()> {
        let is_end = matches!(self.next, Token::End | Token::Close);
        if !is_end && keyword(&self.next).is_none_or(|word| word == Keyword::Not) {
            return Ok(());
        }
        let shown = match before {
            Token::Text(said) => quote(&said.text),
            _ => "-".to_owned(),
        };
        Err(self.fault(say!("Något saknas efter {shown}.", "Something is missing after {shown}.")))
    }

    fn nothing_before(&self, word: Keyword) -> Failure {
        let word = match word {
            Keyword::And => Words::new("och", "and"),
            Keyword::Or => Words::new("eller", "or"),
            Keyword::Not => Words::new("ej", "not"),
        };
        let hint = say!("Ordet {word} som sökord skrivs inom citattecken.", "To search for the word {word}, quote it."; word in words);
        self.fault(say!("Något saknas före {word}.", "Something is missing before {word}."; word in words)).hint(hint)
    }

    /// What is wrong at the next token.
    fn fault(&self, what: Words) -> Failure {
        fault(what, self.place.as_ref())
    }
}

fn no_value(field: &Said, sign: &str) -> Failure {
    let name = quote(&field.text);
    let what = say!("Det saknas ett värde efter {name}{sign}", "There is no value after {name}{sign}");
    let hint = say!(
        "Skriv {name}{sign}värde, med citattecken om värdet har mellanslag. Poster som saknar fältet: saknar:{name}",
        "Write {name}{sign}value, in quotes if the value has spaces. Entries that lack the field: missing:{name}"
    );
    fault(what, field.place.as_ref()).hint(hint)
}

/// Whether a text that is not in quotes means something else than a field's name.
pub fn is_reserved(text: &str) -> bool {
    keyword_of(text).is_some() || presence(text).is_some()
}

/// What a word before a colon makes when it asks if a field is there, and not what it holds.
fn presence(name: &str) -> Option<fn(Said) -> Filter> {
    match fold(name).as_str() {
        "har" | "has" => Some(Filter::Has),
        "saknar" | "missing" => Some(Filter::Missing),
        _ => None,
    }
}
