use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use karta::say;
use karta::say::{Failure, Result, Words, quote};

use crate::cli::terminal::Terminal;

/// The file that two writers meet at. It stays when they are done: removing it would let a third one past.
const NAME: &str = ".karta.lock";

/// How long to wait for another writer.
const PATIENCE: Duration = Duration::from_secs(20);

/// The right to write to a map, until it is dropped or the program ends.
pub struct Lock(#[expect(dead_code, reason = "held, never read: closing the file gives up the lock")] File);

impl Lock {
    /// Waits for the right to write.
    pub fn take(root: &Path, terminal: &Terminal) -> Result<Lock> {
        let path = root.join(NAME);
        let file = open(&path).map_err(|error| {
            let shown = quote(&root.display().to_string());
            Failure::io(
                say!("Det går inte att skriva i mappen {shown}.", "The folder {shown} cannot be written to."),
                &error,
            )
            .hint(Words::new(
                "Ingenting ändrades. Be den som äger mappen om rätt att skriva i den.",
                "Nothing was changed. Ask whoever owns the folder for the right to write in it.",
            ))
        })?;
        wait(file, root, terminal)
    }
}

/// Waits until nobody writes to the map, or patience is over; without leaving a trace.
pub fn wait_for_writer(root: &Path) {
    let begun = Instant::now();
    if let Ok(file) = File::open(root.join(NAME)) {
        while begun.elapsed() < PATIENCE && matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)) {
            sleep(Duration::from_millis(20));
        }
    }
}

/// Opens the lock, which someone else may own: then it is enough to read it.
fn open(path: &Path) -> io::Result<File> {
    match OpenOptions::new().write(true).create(true).truncate(false).open(path) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => File::open(path).map_err(|_| error),
        opened => opened,
    }
}

fn wait(file: File, root: &Path, terminal: &Terminal) -> Result<Lock> {
    let begun = Instant::now();
    let mut is_told = false;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(Lock(file)),
            Err(TryLockError::WouldBlock) if begun.elapsed() < PATIENCE => {
                if !is_told {
                    terminal.tell(&Words::new(
                        "Någon annan skriver i kartan just nu; väntar …",
                        "Someone else is writing to the map just now; waiting …",
                    ));
                }
                is_told = true;
                sleep(Duration::from_millis(50));
            }
            Err(TryLockError::WouldBlock) => return Err(busy(root)),
            Err(TryLockError::Error(error)) => {
                let what =
                    Words::new("Kartan gick inte att låsa för skrivning.", "The map could not be locked for writing.");
                return Err(Failure::io(what, &error));
            }
        }
    }
}

fn busy(root: &Path) -> Failure {
    let shown = quote(&root.join(NAME).display().to_string());
    Failure::new(say!(
        "Någon annan skriver fortfarande i kartan: {shown} är låst.",
        "Someone else is still writing to the map: {shown} is locked."
    ))
    .hint(Words::new(
        "Ingenting ändrades. Vänta tills det andra programmet är klart och gör om.",
        "Nothing was changed. Wait until the other program is done, and do it again.",
    ))
}
